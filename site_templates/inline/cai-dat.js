// Stands in every page: large text and colours as this phone chose them, before the first paint. tien-ich.js sets them.
try {
  document.documentElement.className = localStorage.getItem('ny:cai-dat') || '';
} catch (error) {}

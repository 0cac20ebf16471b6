"""What the handbook shows of the real product: `python -m docs` makes its pictures and its console texts anew."""

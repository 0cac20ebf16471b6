"""Views to PDFs that hang on walls: codes, typesetting, and the proof that every code can be read."""

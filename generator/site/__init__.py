"""Views to the files of the site."""

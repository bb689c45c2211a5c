"""The web site. The only room that knows Flask."""

"""The site, and what of the documents is made: pages out of the code, pictures out of the app."""

"""The line by which members come with a browser. aiohttp is imported here alone, and late."""

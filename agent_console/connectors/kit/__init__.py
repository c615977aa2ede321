"""What every connector is built from: the HTTP client, loose reading, GraphQL, the manifest.

Connectors and the registry come in, nobody else. Here live retries, limits and the translation
of foreign failures into the four of ports/failures.py. To add a tool, two connectors must want it.
"""

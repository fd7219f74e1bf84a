"""The built site: pages that are generated, the Markdown extension, the engines, and the finish."""

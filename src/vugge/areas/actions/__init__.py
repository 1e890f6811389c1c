"""What can be done about areas: `import_lists` commits a file, `load_catalogue` the published data we ship."""

from vugge.areas.actions.lists import Receipt, import_lists, load_catalogue

__all__ = ["Receipt", "import_lists", "load_catalogue"]

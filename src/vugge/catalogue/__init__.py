"""Content as data: municipalities and regions, the state's lists, the areas on them, and every source."""

"""The window: the only room that knows Qt."""

from ui.singletons import keep_singletons

keep_singletons()

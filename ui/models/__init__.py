"""The words that records are shown in; the item models lie with the feature whose cells they fill."""

"""iNode's API as its documentation describes it, made of Django's own parts."""

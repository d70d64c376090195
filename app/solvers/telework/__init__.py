"""Who could work where: feasibility and scores of all pairs, then three named matchings."""

"""Sources: where briefs come from by themselves, how they are fetched, and how what came is landed."""

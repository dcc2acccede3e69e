-- How each fact fares when all that is known is reconciled: the steps are those of the macro `reconciled`.
FROM reconciled(NULL, NULL)

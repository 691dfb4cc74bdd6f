-- `statement.cluster` is the head of the digest of the cluster's key, no longer the number of a word. The views are made
-- again after this step.
DELETE FROM word;

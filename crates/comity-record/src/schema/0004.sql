-- The head of `statement.cluster` is that of its organisation: statements that go in together lie together in its index
-- too. The views are made again after this step.
SELECT 1;

/** SQL, over the alias of an entry and the place of a record's id, of the record's story: its own entries, and those of the exceptions on it with their tasks and messages. */
export const storyOfRecord = (entry: string, record: string): string => `${entry}.subject_id = ${record}::uuid OR ${entry}.exception_id = ANY (ARRAY(
  SELECT e.id FROM exceptions e WHERE e.subject_id = ${record}::uuid))`;

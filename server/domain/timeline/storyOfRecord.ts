/** SQL, over the alias of an entry and the place of a record's id, of the entries of an invoice, a shipment or a document: its own, and those of the exceptions on it with their tasks and messages. */
export const storyOfRecord = (entry: string, record: string): string => `${entry}.subject_id = ${record}::uuid OR ${entry}.exception_id = ANY (ARRAY(
  SELECT e.id FROM exceptions e
  WHERE e.subject_invoice_id = ${record}::uuid OR e.subject_shipment_id = ${record}::uuid OR e.subject_document_id = ${record}::uuid))`;

const quoted = (words: string) => `'${words.replaceAll("'", "''")}'`;

/**
 * Turns words with SQL in braces into one SQL text expression.
 * @example text("Invoice {i.number} is overdue") → concat('Invoice ', i.number, ' is overdue')
 */
export function text(template: string): string {
  const parts = template.split(/(\{[^{}]*\})/).filter(Boolean);
  return `concat(${parts.map((part) => (part.startsWith("{") ? part.slice(1, -1) : quoted(part))).join(", ")})`;
}

/** A count with its word, for use inside a template: `{3}` and `lines` become "3 lines", `{1}` "1 line". */
export const counted = (sql: string, word: string) => `{${sql}} ${word}{CASE WHEN ${sql} = 1 THEN '' ELSE 's' END}`;

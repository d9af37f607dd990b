import { OperationTypeNode } from "graphql";
import { badInput, type DomainError } from "../domain/errors.js";

const MAX_LIST = 1_000;
const MAX_DEPTH = 10;
const MAX_VALUES = 10_000;
/** A query's texts are names, numbers and cursors; a mutation may bring a file. */
const MAX_QUERY_TEXT = 4_000;

/** What is too large in the variables of a request, by the name of the field; nothing where all is in order. */
export function inputFault(variables: Record<string, unknown> | null | undefined, operation: OperationTypeNode): DomainError | undefined {
  let values = 0;
  const faultOf = (value: unknown, field: string, depth: number): DomainError | undefined => {
    if (++values > MAX_VALUES) return badInput(field, `The variables hold more than ${MAX_VALUES} values; send several requests.`);
    if (typeof value === "string") {
      return operation !== OperationTypeNode.MUTATION && value.length > MAX_QUERY_TEXT ? badInput(field, `"${field}" is a text of more than ${MAX_QUERY_TEXT} characters.`) : undefined;
    }
    if (typeof value !== "object" || value === null) return undefined;
    if (depth > MAX_DEPTH) return badInput(field, `"${field}" is nested more than ${MAX_DEPTH} deep.`);
    if (Array.isArray(value) && value.length > MAX_LIST) return badInput(field, `"${field}" holds a list of ${value.length} values, and ${MAX_LIST} is the most; send several requests.`);
    for (const [key, part] of Object.entries(value)) {
      const fault = faultOf(part, Array.isArray(value) ? field : key, depth + 1);
      if (fault) return fault;
    }
    return undefined;
  };
  for (const [name, value] of Object.entries(variables ?? {})) {
    const fault = faultOf(value, name, 1);
    if (fault) return fault;
  }
  return undefined;
}

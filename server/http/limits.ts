import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { costLimitRule } from "@escape.tech/graphql-armor-cost-limit";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import { maxDirectivesRule } from "@escape.tech/graphql-armor-max-directives";
import { type DocumentNode, GraphQLError, type ValidationRule, visit } from "graphql";

export const MAX_TOKENS = 4_000;
/** An import travels as text in a variable, so the body may be larger than any query needs. */
export const MAX_BODY_BYTES = 12 * 1024 * 1024;
/** Nobody imports before signing in. */
export const MAX_ANONYMOUS_BODY_BYTES = 256 * 1024;
const MAX_FIELDS = 1_000;

/** Thrown, not reported: what is over a limit must not be looked at any further. */
function refuse(message: string): never {
  throw new GraphQLError(message.replace("Syntax Error: ", ""), { extensions: { code: "GRAPHQL_VALIDATION_FAILED", http: { status: 400 } } });
}

/** GraphQL compares equal fields with one another, pair by pair, so their number is held small before that begins. */
const maxFieldsRule: ValidationRule = () => ({
  Document(document: DocumentNode) {
    let fields = 0;
    visit(document, { Field: () => void fields++ });
    if (fields > MAX_FIELDS) refuse(`Fields limit of ${MAX_FIELDS} exceeded, found ${fields}.`);
  },
});

const told = { exposeLimits: true, onReject: [(_: unknown, error: GraphQLError) => refuse(error.message)] };

/** What one request may ask for; far above what the dashboard needs, far below what hurts. */
export const LIMITS = [
  maxFieldsRule,
  maxDepthRule({ n: 12, ignoreIntrospection: true, ...told }),
  maxAliasesRule({ n: 30, ...told }),
  maxDirectivesRule({ n: 50, ...told }),
  costLimitRule({ maxCost: 30_000, objectCost: 2, scalarCost: 1, depthCostFactor: 1.2, ignoreIntrospection: true, ...told }),
] as unknown as ValidationRule[];

import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { costLimitRule } from "@escape.tech/graphql-armor-cost-limit";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import { maxDirectivesRule } from "@escape.tech/graphql-armor-max-directives";
import type { ValidationRule } from "graphql";

export const MAX_TOKENS = 4_000;
/** An import travels as text in a variable, so the body may be larger than any query needs. */
export const MAX_BODY_BYTES = 12 * 1024 * 1024;

/** What one request may ask for; far above what the dashboard needs, far below what hurts. */
export const LIMITS = [
  maxDepthRule({ n: 12, ignoreIntrospection: true, exposeLimits: true }),
  maxAliasesRule({ n: 30, exposeLimits: true }),
  maxDirectivesRule({ n: 50, exposeLimits: true }),
  costLimitRule({ maxCost: 30_000, objectCost: 2, scalarCost: 1, depthCostFactor: 1.2, ignoreIntrospection: true, exposeLimits: true }),
] as unknown as ValidationRule[];

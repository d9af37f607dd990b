import { getNullableType, type GraphQLSchema } from "graphql";

/** Lets each root field of a query or mutation be null with its error, so that what stands beside it is answered all the same. */
export function failAlone(schema: GraphQLSchema): GraphQLSchema {
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) field.type = getNullableType(field.type);
  }
  return schema;
}

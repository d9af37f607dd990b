import { type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import { type DocumentNode, type FormattedExecutionResult, type FragmentDefinitionNode, Kind } from "graphql";
import type { Context } from "../context.js";
import { Written, writtenAnswer } from "../read/written.js";

/** Answers queries in PostgreSQL's own text wherever it can write them; see docs/READ_PATH.md. */
export const writtenAnswers: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    async responseForOperation({ schema, document, operation, request, contextValue }) {
      if (!operation) return null; // no operation of that name, whatever the type says
      const data = await writtenAnswer({ schema, operation, fragments: fragmentsOf(document), variables: request.variables, context: contextValue });
      return data && { http: { status: undefined, headers: new HeaderMap() }, body: { kind: "single", singleResult: { data: data as never } } };
    },
  }),
};

/** A result as the response's body; what is text already stays as it is. */
export const resultText = (result: FormattedExecutionResult): string =>
  `${(result.data as unknown) instanceof Written ? `{"data":${(result.data as unknown as Written).json}}` : JSON.stringify(result)}\n`;

const known = new WeakMap<DocumentNode, Record<string, FragmentDefinitionNode>>();

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const found = known.get(document) ?? Object.fromEntries(document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map((each) => [(each as FragmentDefinitionNode).name.value, each as FragmentDefinitionNode]));
  known.set(document, found);
  return found;
}

import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from "type-graphql";
import { NeedsColumns } from "../entities/read.js";
import type { Context } from "../server/context.js";
import { classesWithVerbs, declareVerb, type Takes } from "../server/domain/verbs/possible.js";
import type { Class } from "../server/read/connection.js";
import { answer, type MutationInput, payloadOf } from "./refusal.js";

type Identified = { id: string };

/** One mutation: names, payload, refusal, idempotency and `viewerMay` come with it. */
interface Declared<Input extends MutationInput> {
  input: new () => Input;
  verb(ctx: Context, input: NoInfer<Input>): Promise<Identified>;
  /** What it does, in a sentence for the API's reader. */
  says: string;
  /** What it takes of the record that it is done to; left out where it is done to none. */
  takes?: Takes;
}

type AnyVerb = Declared<never>;

/** Holds a verb to the input of its declaration. */
export const verb = <Input extends MutationInput>(declared: Declared<Input>) => declared as unknown as AnyVerb;

const capital = (name: string) => name.replace(/^./, (first) => first.toUpperCase());

/** The mutations that answer with a noun, each by its name. */
export function mutationsOf<E extends Identified>(noun: Class<E>, field: string, verbs: Record<string, AnyVerb>): Function {
  @Resolver(() => noun as never)
  class MutationsResolver {}
  const target = MutationsResolver.prototype;
  for (const [name, { input: Input, verb, says, takes }] of Object.entries(verbs)) {
    if (takes) declareVerb(name, takes);
    const Payload = payloadOf(capital(name), field, noun);
    const run = (input: MutationInput, ctx: Context, info: GraphQLResolveInfo) => answer(ctx, info, noun, field, input, (keyed) => verb(keyed, input as never));
    const method = { value: run, writable: true, configurable: true };
    Object.defineProperty(target, name, method);
    Mutation(() => Payload as never, { description: says })(target, name, method);
    Arg("input", () => Input as never)(target, name, 0);
    Ctx()(target, name, 1);
    Info()(target, name, 2);
  }
  return MutationsResolver;
}

/** `viewerMay` of every noun that verbs are done to. */
export const viewerMayResolvers = () => classesWithVerbs().map((noun) => {
  @Resolver(() => noun)
  class ViewerMayResolver {
    @FieldResolver(() => [String], { description: "Names of the mutations that you may do to it now: your rights, its state and four eyes allow them. What you put in may still be refused." })
    @NeedsColumns("id")
    viewerMay(@Root() { id }: Identified, @Ctx() ctx: Context): Promise<string[]> {
      return ctx.possibleVerbs(noun).load(id);
    }
  }
  return ViewerMayResolver;
});

import { ArgsType, Field, getMetadataStorage, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { getMetadataArgsStorage } from "typeorm";

export type Class<T = object> = new (...args: never[]) => T;

export enum SortDirection { ASC = "ASC", DESC = "DESC" }
registerEnumType(SortDirection, { name: "SortDirection", description: "Records without a value stand last either way." });

@ObjectType({ description: "Where a page stands among its neighbours." })
export class PageInfo {
  @Field({ description: "Whether more records follow." }) hasNextPage!: boolean;
  @Field({ description: "Whether records come before." }) hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: "Give it as `before` for the page before." }) startCursor!: string | null;
  @Field(() => String, { nullable: true, description: "Give it as `after` for the page that follows." }) endCursor!: string | null;
}

export interface Edge<E> { cursor: string; node: E }
export interface Connection<E> { edges: Edge<E>[]; nodes: E[]; pageInfo: PageInfo; totalCount?: number }

/** One wish of an ordering: a property path of the noun and a direction. */
export interface Sort { field: string; direction: SortDirection }

export interface PageArgs {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  /** An instance of a filter input whose fields carry `@Where`. */
  filter?: object | null;
  orderBy?: readonly Sort[] | null;
  includeArchived?: boolean | null;
}

/** What the API calls the noun; the class may be called otherwise. */
export const typeNameOf = (noun: Function): string => getMetadataStorage().objectTypes.find(({ target }) => target === noun)?.name ?? noun.name;

const connections = new Map<Class, Class>();

/**
 * The Relay connection of a noun: `@Query(() => connectionOf(Order))`. The schema knows only types that exist when it is
 * built, before it calls such thunks; `pageArgs` of the same noun makes it in time.
 */
export function connectionOf<E extends object>(noun: Class<E>): Class<Connection<E>> {
  const known = connections.get(noun);
  if (known) return known as Class<Connection<E>>;

  @ObjectType(`${typeNameOf(noun)}Edge`, { description: "A record and its place in the list." })
  class NounEdge {
    @Field() cursor!: string;
    @Field(() => noun) node!: E;
  }

  @ObjectType(`${typeNameOf(noun)}Connection`, { description: "One page of a list." })
  class NounConnection {
    @Field(() => [NounEdge]) edges!: NounEdge[];
    @Field(() => [noun], { description: "The records without their cursors." }) nodes!: E[];
    @Field(() => PageInfo) pageInfo!: PageInfo;
    @Field(() => Int, { description: "Records that match on all pages together; counted only when selected." }) totalCount!: number;
  }

  connections.set(noun, NounConnection);
  return NounConnection;
}

const isArchivable = (noun: Class) =>
  getMetadataArgsStorage().columns.some(({ target, propertyName }) =>
    propertyName === "archivedAt" && typeof target === "function" && (target === noun || Object.prototype.isPrototypeOf.call(target, noun)));

/**
 * The arguments of a noun's list: page, filter, order and, where the noun can be archived, `includeArchived`.
 * Registers the enum of sort fields as `<Noun>SortField`; its values are property paths such as `distributor.legalName`.
 * @example @ArgsType() class OrdersArgs extends pageArgs(Order, OrderFilter, OrderSortField) {}
 */
export function pageArgs<F extends object, S extends string>(noun: Class, filter: Class<F>, sortFields: Record<string, S>) {
  connectionOf(noun);
  registerEnumType(sortFields, { name: `${typeNameOf(noun)}SortField` });

  @InputType(`${typeNameOf(noun)}Sort`)
  class NounSort implements Sort {
    @Field(() => sortFields) field!: S;
    @Field(() => SortDirection, { defaultValue: SortDirection.ASC }) direction!: SortDirection;
  }

  @ArgsType()
  abstract class NounPage implements PageArgs {
    @Field(() => Int, { nullable: true, description: "How many records from the start, at most 200; 50 when neither first nor last is given." })
    first?: number | null;

    @Field(() => String, { nullable: true, description: "Continue behind this cursor." })
    after?: string | null;

    @Field(() => Int, { nullable: true, description: "How many records from the end, at most 200." })
    last?: number | null;

    @Field(() => String, { nullable: true, description: "Stop ahead of this cursor." })
    before?: string | null;

    @Field(() => filter, { nullable: true })
    filter?: F | null;

    @Field(() => [NounSort], { nullable: true, description: "First wish first; ties are broken so that pages never overlap." })
    orderBy?: NounSort[] | null;
  }
  if (!isArchivable(noun)) return NounPage as Class<PageArgs>;

  @ArgsType()
  abstract class ArchivableNounPage extends NounPage {
    @Field(() => Boolean, { defaultValue: false, description: "Also show archived records." })
    includeArchived?: boolean | null;
  }
  return ArchivableNounPage as Class<PageArgs>;
}

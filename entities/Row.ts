import { Field, ID, Int, ObjectType } from "type-graphql";
import { PrimaryColumn } from "typeorm";
import { optional, Plain } from "./columns.js";

/** What every record has; the id comes from the database. */
@ObjectType()
export abstract class Identified {
  @Field(() => ID, { description: "Stable identifier (uuid v7)." })
  @PrimaryColumn({ type: "uuid", default: () => "tower_uuid_v7()" })
  id!: string;
}

/** A record written once and never changed; the database refuses to. */
@ObjectType()
export abstract class ImmutableRow extends Identified {
  @Field({ description: "When the record was made." })
  @Plain("timestamptz")
  createdAt!: Date;
}

/** What every mutable record has; its times come from the writer's clock. */
@ObjectType()
export abstract class Row extends Identified {
  @Field(() => Int, { description: "Rises with every change; a mutation says which version it read, and a stale one is a conflict." })
  @Plain("integer", { default: 1 })
  version!: number;

  @Field({ description: "When the record was made." })
  @Plain("timestamptz")
  createdAt!: Date;

  @Field({ description: "When the record was last changed." })
  @Plain("timestamptz")
  updatedAt!: Date;
}

/** A record that people archive and restore, never delete. */
@ObjectType()
export abstract class ArchivableRow extends Row {
  @Field(() => Date, { nullable: true, description: "When it was archived; archived records are hidden unless asked for." })
  @Plain("timestamptz", optional)
  archivedAt!: Date | null;

  @Plain("uuid", optional)
  archiveBatchId!: string | null;
}

import { MongoBackend } from "@agendajs/mongo-backend";
import { MongoClient } from "mongodb";
import { isDuplicate, type AlarmStore } from "./AlarmStore.js";

/** Alarms in the collection `agendaJobs` of the database that the URL names. */
export function mongoStore(url: string): AlarmStore {
  const client = new MongoClient(url, {
    appName: "control-tower-scheduler",
    maxPoolSize: 1, // plenty for alarms, and what FerretDB needs: two commands at once could lock one alarm twice there
    serverSelectionTimeoutMS: 5_000,
    connectTimeoutMS: 5_000,
    socketTimeoutMS: 15_000,
  });
  const jobs = client.db().collection("agendaJobs");
  const { repository } = new MongoBackend({ mongo: client.db(), collection: jobs.collectionName, ensureIndex: false });

  const makeIndexes = async () => {
    await jobs.createIndex({ name: 1, nextRunAt: 1, priority: -1, lockedAt: 1, disabled: 1 }, { name: "due" });
    // One alarm a key is held by the store itself: two upserts at once would otherwise insert two.
    await jobs.createIndex({ name: 1, "data.key": 1 }, { name: "one_alarm_per_key", unique: true });
  };

  return {
    repository,

    async prepare() {
      await client.connect();
      await repository.connect();
      await makeIndexes().catch(async (error) => {
        if (!isDuplicate(error)) throw error;
        await jobs.deleteMany({}); // doubled alarms are worth nothing: the sweep arms them again from the rows
        await makeIndexes();
      });
    },

    close: () => client.close(),
  };
}

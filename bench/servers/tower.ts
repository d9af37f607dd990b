import "reflect-metadata";
import { composeTower, openBase } from "../../server/compose.js";
import { loadConfig } from "../../server/config.js";
import { serve } from "./serve.js";

// The product itself, as an API process of a larger installation.
const config = loadConfig({ ...process.env, PROCESS: "api", PORT: "0", LOG_LEVEL: "error" });
const tower = await composeTower(config, await openBase(config));
serve(tower.url.replace("localhost", "127.0.0.1"), () => tower.close());

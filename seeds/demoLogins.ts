import { randomInt } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { emailOf, PEOPLE } from "./demoPeople.js";

/** How somebody signs in to the demo; the role in the API's words. */
export interface DemoLogin { role: string; email: string; password: string }

const WORDS = `amber anchor apron arrow aspen atlas badge bamboo barley basil beacon birch bison bramble bridge bronze cactus canoe cedar
  cinder citrus clover cobalt comet copper coral cotton crane cricket dahlia delta denim dune eagle ember falcon feather fennel ferry
  fiddle flint garnet ginger glacier granite harbor hazel heron hickory indigo island ivory jasmine juniper kayak kettle lagoon lantern
  lemon lilac linen lotus magnet mango maple marble meadow mellow mint mosaic nectar nickel oasis olive onyx orchid otter paddle pepper
  pebble pigeon pillar pine planet plum poplar prairie quartz quiver raven ribbon river rocket saddle saffron sage salmon sequoia silver
  sparrow spruce summit sunset swan tango thistle timber topaz tulip tundra umber valley velvet violet walnut willow winter zephyr`.split(/\s+/);

const password = () => `${Array.from({ length: 3 }, () => WORDS[randomInt(WORDS.length)]).join("-")}-${randomInt(100, 1000)}`;
const fileIn = (dataDir: string) => join(dataDir, "demo-logins.json");

/** The logins of this installation, as its first start wrote them. */
export async function readLogins(dataDir: string): Promise<DemoLogin[] | undefined> {
  try {
    return JSON.parse(await readFile(fileIn(dataDir), "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Makes passwords of this installation alone and writes them down before any account has one, so that none is ever lost. */
export async function ensureLogins(dataDir: string): Promise<DemoLogin[]> {
  const known = await readLogins(dataDir);
  if (known) return known;
  const logins = PEOPLE.map((person) => ({ role: person.role.toUpperCase(), email: emailOf(person), password: password() }));
  await mkdir(dataDir, { recursive: true });
  const unfinished = `${fileIn(dataDir)}.part`;
  await writeFile(unfinished, `${JSON.stringify(logins, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, fileIn(dataDir));
  return logins;
}

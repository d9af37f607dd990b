import type { Services } from "../context.js";
import { authenticate } from "../domain/people/authenticate.js";

type Found = Awaited<ReturnType<typeof authenticate>>;

/** How long a token is taken at its word; another process's sign-out is heard of sooner, by its event. */
const REMEMBERED_MS = 1_000;
const MOST = 10_000;
/** Events after which a token may stand for somebody else, or for nobody. */
const ABOUT_PEOPLE = new Set(["session", "user", "apiToken", "team", "teamMember"]);

/** Who stands behind a token, asked of the database once a second at most, however many requests carry it. */
export class KnownTokens {
  private readonly known = new Map<string, { found: Promise<Found>; until: number }>();
  private readonly unsubscribe: () => void;

  constructor(private readonly services: Services) {
    this.unsubscribe = services.relay.subscribe(
      (events) => { if (events.some(({ subjectKind }) => ABOUT_PEOPLE.has(subjectKind))) this.known.clear(); },
      () => this.known.clear(),
    );
  }

  async find(token: string): Promise<Found> {
    const remembered = this.known.get(token);
    const found = await (remembered && performance.now() < remembered.until ? remembered.found : this.ask(token));
    return found && found.expiresAt > this.services.clock.now() ? found : null;
  }

  /** A session that is closed here is over at once. */
  forgetAll(): void {
    this.known.clear();
  }

  close(): void {
    this.unsubscribe();
  }

  private ask(token: string): Promise<Found> {
    const found = authenticate(this.services, token);
    if (this.known.size >= MOST) this.known.clear();
    this.known.set(token, { found, until: performance.now() + REMEMBERED_MS });
    // Neither a failure nor a stranger is worth remembering.
    found.then((who) => who ?? this.known.delete(token), () => this.known.delete(token));
    return found;
  }
}

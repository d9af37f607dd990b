import type { ChannelKind } from "../../entities/enums.js";

/** What a channel can do; whatever it can't is left to a person. */
export interface ChannelAbilities {
  /** Keeps later messages beneath an earlier one. */
  threads: boolean;
  /** Tells by our key whether a message arrived, so that an unknown is settled without a person. */
  lookup: boolean;
  /** Posting twice with one key leaves one message. */
  idempotent: boolean;
  /** Changes the words of a message that was posted. */
  edits: boolean;
  /** Takes a message back that was posted. */
  retracts: boolean;
  /** Tells when a message was delivered or read. */
  receipts: boolean;
}

/** How much a channel takes. */
export interface ChannelLimits {
  /** Characters one message may have, as `wordingOf` writes it. */
  characters: number;
}

/** What is known of a channel before it is made. */
export interface ChannelTraits {
  readonly kind: ChannelKind;
  readonly abilities: ChannelAbilities;
  readonly limits: ChannelLimits;
  /** Writes a text so that the provider shows it as it stands and takes nothing in it for an instruction. */
  escape(text: string): string;
}

/** One approved text on its way to one recipient. */
export interface OutgoingMessage {
  recipient: string;
  subject: string | null;
  text: string;
  /** The thread to stay in, as the provider named it; null for the first message. */
  threadId: string | null;
  idempotencyKey: string;
}

/** Where a message stands at the provider. */
export interface ExternalReference {
  channel: string;
  messageId: string;
  /** The thread to answer in; the message itself when it opened one. */
  threadId: string | null;
  link: string | null;
}

/**
 * How a call ended, in the only four ways the sender treats differently. When in doubt it is `unknown`: a message too
 * few is told to a person, a message too many can't be taken back.
 */
export type PostResult =
  | { outcome: "accepted"; reference: ExternalReference }
  /** It failed before the request left, or the provider asked to come back later: safe to try again. */
  | { outcome: "notSent"; reason: string; retryAfterSeconds?: number }
  /** The provider said no, and would again. */
  | { outcome: "refused"; reason: string }
  /** Nobody can say whether it went. */
  | { outcome: "unknown"; reason: string };

/** One way for a message to leave. Only `domain/posting` calls `post`; a test holds everybody to that. */
export interface MessageChannel extends ChannelTraits {
  /** Whether its messages leave the product; such a channel is refused outside production. */
  readonly external: boolean;

  /** Hands the message to the provider once, without retries of its own. Never throws: it says how the call ended. */
  post(message: OutgoingMessage, signal: AbortSignal): Promise<PostResult>;

  /** Looks a message up by its key among those posted since; null when it is not there, throws when it can't be told. */
  find?(message: OutgoingMessage, since: Date, signal: AbortSignal): Promise<ExternalReference | null>;

  /** Whether we are signed in to the provider; throws, saying why not. */
  check(signal: AbortSignal): Promise<void>;
}

/** A message's words in the form that the provider gets and counts: subject above text, escaped. */
export const wordingOf = ({ escape }: Pick<ChannelTraits, "escape">, { subject, text }: Pick<OutgoingMessage, "subject" | "text">): string =>
  escape([subject, text].filter(Boolean).join("\n\n"));

/** The channel that carries a kind in this environment. */
export type ChannelFor = (kind: ChannelKind) => MessageChannel;

import { AgentAction, ChannelKind, TeamCode } from "../../entities/enums.js";
import type { Fact } from "../../entities/Fact.js";
import type { Wording } from "./AgentDefinition.js";
import type { DraftBrief, DraftContent } from "./DraftBrief.js";
import { dayText, spoken } from "./spoken.js";
import { wordingFor } from "./profiles.js";

export const TEMPLATE_PROVIDER = "template";
export const TEMPLATE_MODEL = "built-in template";
export const TEMPLATE_VERSION = "template-1";

const TEAMS: Record<TeamCode, string> = {
  [TeamCode.SALES_OPS]: "Sales Operations",
  [TeamCode.PARTNER_SUCCESS]: "Partner Success",
  [TeamCode.ACCOUNTING]: "Accounting",
  [TeamCode.LOGISTICS]: "Logistics",
  [TeamCode.LEGAL]: "Legal",
};
const ORDINALS = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"];
const SLOT = /\{(\w+)(\+)?(?:\|([^}]*))?\}/g;
const FIRM_FROM_MESSAGE = 3;
const MOST_FACTS_LISTED = 8;

/** Words for a case that a person opened by hand, or whose rule has none of its own. */
const OPENED_BY_HAND: Wording = {
  stuck: "{subject} of {partner} needs somebody to move it.",
  stakes: "It stays stuck until somebody takes it.",
  answer: "who takes it, and when it will be done",
  partner: { about: "{subject}: a question from us", opening: "We are looking into {subject} and need your help to move it on.", ask: "get back to us about it" },
};

/** What a redo's instruction asks, as far as a template can follow one. */
interface Wish {
  shorter: boolean;
  firmer: boolean;
  softer: boolean;
  /** The wish itself, when none of these was meant. */
  other?: string;
}

function wishIn(instruction: string | undefined): Wish {
  const said = instruction?.trim() ?? "";
  const wish = { shorter: /\b(short(er)?|brief(er|ly)?|concise|one (line|sentence))\b/i.test(said), firmer: /\b(firm(er)?|strong(er)?|urgent|strict(er)?)\b/i.test(said), softer: /\b(soft(er)?|friendl(y|ier)|gentl(e|er)|polite(r)?|warm(er)?)\b/i.test(said) };
  return said && !wish.shorter && !wish.firmer && !wish.softer ? { ...wish, other: said } : wish;
}

/**
 * The draft without a model: fixed words per exception type, filled with the record's facts and nothing else.
 * Notes tell the reviewer what a template could not do.
 */
export function templateDraft(brief: DraftBrief, facts: Fact[]): { content: DraftContent; notes: string[] } {
  const wish = wishIn(brief.instruction);
  const message = new Message(brief, facts, wordingFor(brief.exception.type) ?? OPENED_BY_HAND, wish);
  const toPartner = brief.channel.audience === "partner";
  const content = toPartner ? message.forPartner() : message.forTeam();
  const notes = wish.other ? [`A template can't rewrite by instruction${toPartner ? "; edit the text by hand" : "; the wish was added as a line of its own"}: ${wish.other}`] : [];
  return { content: { ...content, proposedAction: proposedAction(brief), citedFacts: facts.map((_, index) => `F${index + 1}`) }, notes };
}

function proposedAction(brief: DraftBrief): AgentAction | undefined {
  const unanswered = brief.previousMessages.length >= 2 && !brief.previousMessages.at(-1)!.reply;
  const wanted = [
    ...(unanswered || brief.escalationLevel ? [AgentAction.RECOMMEND_ESCALATION] : []),
    ...(brief.exception.tags.some((tag) => tag === "document" || tag === "kyb") ? [AgentAction.REQUEST_DOCUMENT] : []),
    AgentAction.PROPOSE_NEXT_ACTION,
  ];
  return wanted.find((action) => brief.allowedActions.includes(action) && !brief.blockedActions?.includes(action));
}

class Message {
  private readonly used = new Set<Fact>();
  private readonly count: number;

  constructor(private brief: DraftBrief, private facts: Fact[], private wording: Wording, private wish: Wish) {
    this.count = brief.previousMessages.length + 1;
  }

  forTeam(): { body: string } {
    const { brief, wish } = this;
    const { exception, distributor } = brief;
    const bold = brief.channel.kind === ChannelKind.SLACK ? "*" : "";
    const head = `${bold}${brief.subjectNumber} · ${distributor.legalName} (${distributor.country}) · ${this.topic()}${bold}`;
    const stuck = this.fill(this.wording.stuck);
    if (wish.shorter) return { body: paragraphs(head, `${stuck} ${this.teamAsk()}`) };
    const step = `Proposed next step: ${withoutStop(exception.recommendedAction)}.`;
    return {
      body: paragraphs(
        head,
        this.teamHistory(),
        `${stuck} ${this.fill(this.wording.stakes)}`,
        this.list(),
        brief.promptContext && `Context: ${brief.promptContext.trim()}`,
        `${step}\n${this.teamAsk()}`,
        wish.other && `Asked for at review: ${wish.other}`,
      ),
    };
  }

  forPartner(): { subject: string; body: string } {
    const { brief, wish } = this;
    const partner = this.wording.partner ?? OPENED_BY_HAND.partner!;
    const firm = !wish.softer && (wish.firmer || brief.exception.severity >= 3 || this.count >= FIRM_FROM_MESSAGE);
    const opening = this.fill((firm && partner.firm) || partner.opening);
    const about = this.fill(partner.about);
    const ask = `Please ${partner.ask}. We need your answer ${this.deadline(firm)}.`;
    return {
      subject: this.count > 1 ? `${ORDINALS[this.count - 1] ?? "Another"} message · ${about}` : about,
      body: wish.shorter
        ? paragraphs(`Dear ${brief.distributor.legalName} team,`, `${opening} ${ask}`, this.signature())
        : paragraphs(`Dear ${brief.distributor.legalName} team,`, this.partnerHistory(), opening, this.list(), ask, wish.softer && "If we have overlooked something, please tell us; we are glad to put it right.", this.signature()),
    };
  }

  private teamHistory(): string | false {
    const last = this.brief.previousMessages.at(-1);
    const escalated = this.brief.escalationLevel ? "This has been escalated. " : "";
    if (!last) return escalated.trim() || false;
    const day = dayText(last.sentAt.toISOString());
    const nth = ORDINALS[this.count - 1] ?? "One more";
    return `${escalated}${nth} message on this. The last one went out on ${day} and ${last.reply ? `was answered: “${excerpt(last.reply)}”` : "no answer is on record."}`;
  }

  private partnerHistory(): string | false {
    const last = this.brief.previousMessages.at(-1);
    if (!last) return false;
    if (last.reply) return "Thank you for your reply. The point below is still open on our side.";
    const nth = (ORDINALS[this.count - 1] ?? "next").toLowerCase();
    return `This is our ${nth} message about this; we wrote on ${dayText(last.sentAt.toISOString())} and have no answer on record.`;
  }

  private teamAsk(): string {
    const { assigneeName, agent, escalationLevel } = this.brief;
    const team = TEAMS[agent.team];
    const who = escalationLevel ? `${team} lead${assigneeName ? ` and ${assigneeName}` : ""}` : assigneeName ? `${assigneeName} (${team})` : team;
    const thanks = this.wish.softer ? " Thank you!" : "";
    return `${who}, please reply here ${this.deadline(this.wish.firmer)}: ${this.wording.answer}.${thanks}`;
  }

  private deadline = (firm: boolean) => `by ${dayText(this.brief.dueBy)}${firm ? " at the latest" : ""}`;

  private signature = () => `Kind regards,\n${TEAMS[this.brief.agent.team]}`;

  /** The blocker's name. A rule's title would also carry its figures, as they were when it fired. */
  private topic(): string {
    const { type, title } = this.brief.exception;
    return wordingFor(type) ? sentenceCase(type) : title;
  }

  /** What the sentences have not used yet: the subject's facts a line each, those of another record in one line. */
  private list(): string | false {
    const left = this.facts.filter((fact) => !this.used.has(fact) && !saysNothing(fact, this.brief)).slice(0, MOST_FACTS_LISTED);
    const lines = new Map<string, string[]>();
    for (const fact of left) {
      const own = fact.record === this.brief.subjectNumber;
      const key = own ? fact.field : fact.record;
      lines.set(key, [...(lines.get(key) ?? (own || fact.record === this.brief.distributor.number ? [] : [fact.record])), `${fact.label}: ${spoken(fact)}`]);
    }
    return left.length > 0 && [...lines.values()].map((parts) => `• ${parts.join(" · ")}`).join("\n");
  }

  /** Puts facts into a sentence; a bracketed part whose fact is missing falls away. */
  private fill(sentence: string): string {
    return sentence
      .replace(/\[([^\]]*)\]/g, (_, part: string) => ([...part.matchAll(SLOT)].every(([, field, all]) => this.word(field!, Boolean(all))) ? part : ""))
      .replace(SLOT, (_, field: string, all?: string, otherwise?: string) => this.word(field, Boolean(all), true) ?? otherwise ?? "");
  }

  /** A name or fact that a sentence asks for; `use` keeps it from being listed again. */
  private word(field: string, all: boolean, use = false): string | undefined {
    const { subjectNumber, distributor } = this.brief;
    if (field === "partner") return distributor.legalName;
    if (field === "subject") return subjectNumber === distributor.number ? distributor.legalName : subjectNumber;
    if (field === "other") return this.facts.find(({ record }) => record !== subjectNumber && record !== distributor.number)?.record;
    const named = this.facts.filter((fact) => fact.field === field);
    const chosen = all ? named : [named.find((fact) => fact.record === subjectNumber) ?? named[0]].filter((fact) => fact !== undefined);
    if (use) for (const fact of chosen) this.used.add(fact);
    return chosen.length ? inARow(chosen.map(spoken)) : undefined;
  }
}

/** Nothing owed, or a name that the message says anyway, is no news. */
const saysNothing = ({ value }: Fact, { distributor }: DraftBrief) => /^[A-Z]{3} 0(\.0+)?$/.test(value) || value === distributor.legalName;

const sentenceCase = (type: string) =>
  type.split("_").map((word, at) => (["PO", "POD", "ETA"].includes(word) ? word : at ? word.toLowerCase() : word[0] + word.slice(1).toLowerCase())).join(" ");

const inARow = (words: string[]) => (words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : words[0]!);
const paragraphs = (...parts: (string | false | undefined)[]) => parts.filter(Boolean).join("\n\n");
const withoutStop = (sentence: string) => sentence.trim().replace(/\.$/, "");
const excerpt = (text: string) => {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > 160 ? `${line.slice(0, 159).trimEnd()}…` : line;
};

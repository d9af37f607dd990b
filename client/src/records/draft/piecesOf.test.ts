import { doubtsOf, piecesOf } from "./piecesOf";

const body = "They owe EUR 100.00, says their CFO, since 5 May. Reply by 9 June.";
const highlights = [
  { text: "EUR 100.00", start: 9, end: 19, factIndex: 0 },
  { text: "5 May", start: 43, end: 48, reason: "This date is not among the facts." },
  { text: "9 June", start: 59, end: 65, reason: "This date is not among the facts." },
];

test("figures are tied to their fact or to the reason why they have none, and nothing of the text is lost", () => {
  const pieces = piecesOf({ body, highlights, ungrounded: ["5 May"] });
  expect(pieces.filter(({ fact, doubt }) => fact !== undefined || doubt)).toEqual([{ text: "EUR 100.00", fact: 0 }, { text: "5 May", doubt: "This date is not among the facts." }]);
  expect(pieces.map(({ text }) => text).join("")).toBe(body);
});

test("what counted as known when it was written is no doubt", () => {
  expect(doubtsOf({ body, highlights, ungrounded: ["5 May"] }).map(({ text }) => text)).toEqual(["5 May"]);
});

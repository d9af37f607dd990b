import { piecesOf } from "./piecesOf";

test("figures are tied to their fact or to the reason why they have none, and nothing of the text is lost", () => {
  const body = "They owe EUR 100.00, says their CFO, since 5 May.";
  const pieces = piecesOf(body, [{ start: 9, end: 19, factIndex: 0 }, { start: 43, end: 48, reason: "This date is not among the facts." }]);
  expect(pieces).toEqual([
    { text: "They owe " }, { text: "EUR 100.00", fact: 0 }, { text: ", says their CFO, since " }, { text: "5 May", doubt: "This date is not among the facts." }, { text: "." },
  ]);
  expect(pieces.map(({ text }) => text).join("")).toBe(body);
});

test("a text without figures is one piece", () => expect(piecesOf("Please reply.", [])).toEqual([{ text: "Please reply." }]));

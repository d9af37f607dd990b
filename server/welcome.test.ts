import { jest } from "@jest/globals";
import { loadConfig } from "./config.js";
import { printWelcome } from "./welcome.js";

const said = (env: Record<string, string>, logins: { role: string; email: string; password: string }[] = []) => {
  const print = jest.spyOn(console, "log").mockImplementation(() => undefined);
  printWelcome("http://localhost:4000", loadConfig(env), logins);
  const [text] = print.mock.calls[0] as [string];
  print.mockRestore();
  return text;
};

test("the demo shows one login a role and where the others are", () => {
  const text = said({ DATA_DIR: "/srv/demo" }, [
    { role: "SALES", email: "ingrid@example.org", password: "amber-canoe-plum-417" },
    { role: "VIEWER", email: "ana@example.org", password: "cedar-ferry-lilac-220" },
    { role: "SALES", email: "daan@example.org", password: "otter-mint-river-901" },
  ]);
  expect(text).toContain("http://localhost:4000/playground");
  expect(text).toContain("SALES    ingrid@example.org   amber-canoe-plum-417");
  expect(text).not.toContain("daan@example.org");
  expect(text).toContain("All 3 logins: /srv/demo/demo-logins.json");
  expect(text).toContain("nothing leaves this machine");
});

test("a given database is named without its password", () => {
  const text = said({ ENVIRONMENT: "production", DATABASE_URL: "postgres://tower:hush@db.internal:5432/tower" });
  expect(text).toContain("db.internal:5432/tower");
  expect(text).not.toContain("hush");
});

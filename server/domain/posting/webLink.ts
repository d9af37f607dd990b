const LONGEST = 2_000;

/** The link as an address of the web; null where it is none, since any other kind could run its writer's code for whoever follows it. */
export function webLink(text: string | null | undefined): string | null {
  const link = text?.trim();
  if (!link || link.length > LONGEST || !URL.canParse(link)) return null;
  const { protocol, username, password, href } = new URL(link);
  return (protocol === "https:" || protocol === "http:") && !username && !password ? href : null;
}

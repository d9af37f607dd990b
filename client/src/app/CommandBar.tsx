import { useApolloClient } from "@apollo/client/react";
import { useMantineColorScheme } from "@mantine/core";
import { Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { IconArrowRight, IconBolt, IconHash, IconMoon, IconSearch, IconSun } from "@tabler/icons-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { PAGES } from "../gql/records";
import { useOfferedActions } from "./actions";
import { FIND_RECORDS, findVariables, groupsOf } from "./findRecords";

const { task: _, ...pages } = PAGES; // a task is reached through the cockpit
const PLACES = [["Cockpit", "/"], ...Object.values(pages).map(({ label, path }) => [label, `/${path}`]), ["Import records", "/import"]] as [string, string][];

/** Ctrl K: go anywhere and find any record by a few letters, and do what the open page can do. */
export function CommandBar() {
  const navigate = useNavigate();
  const apollo = useApolloClient();
  const { setColorScheme } = useMantineColorScheme();
  const offered = useOfferedActions();
  const [found, setFound] = useState<SpotlightActionData[]>([]);

  const look = async (text: string) => {
    const wanted = text.trim();
    if (wanted.length < 2) return setFound([]);
    const { data } = await apollo.query({ query: FIND_RECORDS, variables: findVariables(wanted), fetchPolicy: "network-only", errorPolicy: "all" });
    if (!data) return;
    setFound(groupsOf(data).flatMap(([group, hits]) => hits.map(({ to, number, about }) => ({
      id: `${group} ${to}`, label: number, description: [group, about].filter(Boolean).join(" · "), keywords: [text], leftSection: <IconHash size={16} aria-hidden />, onClick: () => void navigate(to),
    }))));
  };

  return (
    <Spotlight shortcut="mod + K" nothingFound="Nothing by that name" highlightQuery scrollable maxHeight={420} onQueryChange={(text) => void look(text)}
      searchProps={{ placeholder: "Do something, go to a page, find a record…", "aria-label": "Command", leftSection: <IconSearch size={16} aria-hidden /> }}
      actions={[
        { group: "Here", actions: offered.map(({ key, label, run }) => ({ id: `do ${label}`, label, description: key && `Key ${key === "/" ? "/" : key.toUpperCase()}`, leftSection: <IconBolt size={16} aria-hidden />, onClick: run })) },
        { group: "Go to", actions: PLACES.map(([label, to]) => ({ id: to, label, leftSection: <IconArrowRight size={16} aria-hidden />, onClick: () => void navigate(to) })) },
        { group: "Found", actions: found },
        { group: "Appearance", actions: [
          { id: "light", label: "Light theme", leftSection: <IconSun size={16} aria-hidden />, onClick: () => setColorScheme("light") },
          { id: "dark", label: "Dark theme", leftSection: <IconMoon size={16} aria-hidden />, onClick: () => setColorScheme("dark") },
        ] },
      ]} />
  );
}

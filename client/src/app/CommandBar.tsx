import { useApolloClient } from "@apollo/client/react";
import { useMantineColorScheme } from "@mantine/core";
import { Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { IconArrowRight, IconHash, IconMoon, IconSearch, IconSun } from "@tabler/icons-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { blockerName } from "../components/words";
import { graphql } from "../gql";

const JUMP = graphql(`
  query Jump($text: String!) {
    followUpTasks(filter: { search: $text }, first: 6, orderBy: [{ field: SLA_DUE_AT }]) { nodes { id taskId distributor { id legalName } exception { id type title } } }
    exceptions(filter: { search: $text, active: true }, first: 6, orderBy: [{ field: SCORE, direction: DESC }]) { nodes { id number type title distributor { id legalName } } }
    drafts(filter: { state: [PENDING] }, first: 200) { nodes { id number exception { id type title } distributor { id legalName } } }
  }
`);

const PLACES: [string, string][] = [
  ["Cockpit", "/"], ["Approvals", "/approvals"], ["Exceptions", "/exceptions"], ["Orders", "/orders"], ["Distributors", "/distributors"],
  ["Invoices", "/invoices"], ["Shipments", "/shipments"], ["Documents", "/documents"], ["Import records", "/import"],
];

/** Ctrl K: go anywhere and jump to any task, exception or draft by a few letters. */
export function CommandBar() {
  const navigate = useNavigate();
  const apollo = useApolloClient();
  const { setColorScheme } = useMantineColorScheme();
  const [found, setFound] = useState<SpotlightActionData[]>([]);

  const look = async (text: string) => {
    if (text.trim().length < 2) return setFound([]);
    const { data } = await apollo.query({ query: JUMP, variables: { text: text.trim() }, fetchPolicy: "network-only" });
    if (!data) return;
    const go = (to: string) => () => void navigate(to);
    const letters = text.trim().toLowerCase();
    setFound([
      ...data.followUpTasks.nodes.map((task) => ({ id: task.id, label: `${task.taskId} · ${blockerName(task.exception)}`, description: task.distributor.legalName, onClick: go(`/tasks/${task.taskId}`) })),
      ...data.exceptions.nodes.map((exception) => ({ id: exception.id, label: `${exception.number} · ${blockerName(exception)}`, description: exception.distributor.legalName, onClick: go(`/exceptions/${exception.number}`) })),
      ...data.drafts.nodes.map((draft) => ({ id: draft.id, label: `${draft.number} · ${blockerName(draft.exception)}`, description: `Draft · ${draft.distributor.legalName}`, onClick: go(`/approvals/${draft.number}`) }))
        .filter(({ label, description }) => `${label} ${description}`.toLowerCase().includes(letters)).slice(0, 6),
    ].map((action) => ({ ...action, keywords: [text], leftSection: <IconHash size={16} aria-hidden /> })));
  };

  return (
    <Spotlight shortcut="mod + K" nothingFound="Nothing by that name" highlightQuery scrollable maxHeight={420} onQueryChange={(text) => void look(text)}
      searchProps={{ placeholder: "Go to a page, task, exception or draft…", "aria-label": "Command", leftSection: <IconSearch size={16} aria-hidden /> }}
      actions={[
        { group: "Go to", actions: PLACES.map(([label, to]) => ({ id: to, label, leftSection: <IconArrowRight size={16} aria-hidden />, onClick: () => void navigate(to) })) },
        { group: "Found", actions: found },
        { group: "Appearance", actions: [
          { id: "light", label: "Light theme", leftSection: <IconSun size={16} aria-hidden />, onClick: () => setColorScheme("light") },
          { id: "dark", label: "Dark theme", leftSection: <IconMoon size={16} aria-hidden />, onClick: () => setColorScheme("dark") },
        ] },
      ]} />
  );
}

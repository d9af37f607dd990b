import { useApolloClient } from "@apollo/client/react";
import { Menu, useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconLogout, IconMoon, IconSun } from "@tabler/icons-react";
import { initials, teamName, words } from "../components/words";
import { graphql } from "../gql";
import styles from "./Shell.module.css";
import { useViewer, VIEWER } from "./viewer";

const SIGN_OUT = graphql(`mutation SignOut { signOut { refusal { code message field } } }`);

const SCHEMES = [
  { value: "light" as const, label: "Light", Icon: IconSun },
  { value: "dark" as const, label: "Dark", Icon: IconMoon },
  { value: "auto" as const, label: "As the system", Icon: IconDeviceDesktop },
];

/** Who is signed in, how the page looks to them, and the way out. */
export function MeMenu() {
  const viewer = useViewer();
  const apollo = useApolloClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = async () => {
    await apollo.mutate({ mutation: SIGN_OUT });
    apollo.writeQuery({ query: VIEWER, data: { __typename: "Query", viewer: null } });
  };
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target><button type="button" className={styles.me}><span aria-hidden>{initials(viewer.name)}</span><span className="sr-only">{viewer.name}, account menu</span></button></Menu.Target>
      <Menu.Dropdown>
        <div className={styles.who}><strong>{viewer.name}</strong>{viewer.roles.map(words).join(", ")}{viewer.teams.length > 0 && ` · ${viewer.teams.map(teamName).join(", ")}`}</div>
        <Menu.Divider />
        <Menu.Label>Appearance</Menu.Label>
        {SCHEMES.map(({ value, label, Icon }) => (
          <Menu.Item key={value} leftSection={<Icon size={15} />} onClick={() => setColorScheme(value)} aria-current={colorScheme === value} fw={colorScheme === value ? 600 : undefined}>{label}</Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => void signOut()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

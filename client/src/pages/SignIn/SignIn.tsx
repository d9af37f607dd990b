import { useApolloClient } from "@apollo/client/react";
import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { EnvironmentStripe } from "../../app/EnvironmentStripe";
import { Glyph } from "../../app/Rail";
import { useVerb } from "../../app/useVerb";
import { VIEWER } from "../../app/viewer";
import { words } from "../../components/words";
import { graphql } from "../../gql";
import styles from "./SignIn.module.css";

const SIGN_IN = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) { refusal { code message field } viewer { id name roles teams regions environment timeZone drafter callsModel } }
  }
`);

/** The file names one person of each role first. */
const ROLES = 6;

interface DemoLogin { role: string; email: string; password: string }

/** The way in. In the demo, and only there, the server tells the logins; a click is enough. */
export function SignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const apollo = useApolloClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [refused, setRefused] = useState<string>();
  const [logins, setLogins] = useState<DemoLogin[]>([]);
  const [signIn, busy] = useVerb(SIGN_IN);

  useEffect(() => {
    document.title = "Sign in · Control Tower";
    void fetch("/demo-logins", { headers: { accept: "application/json" } })
      .then((response) => (response.ok && response.headers.get("content-type")?.includes("json") ? (response.json() as Promise<DemoLogin[]>) : []))
      .then(setLogins, () => setLogins([]));
  }, []);

  const enter = async (credentials: { email: string; password: string }) => {
    setRefused(undefined);
    const { done, refusal } = await signIn(credentials);
    if (refusal) return setRefused(refusal.message);
    apollo.writeQuery({ query: VIEWER, data: { __typename: "Query", viewer: done.viewer ?? null } });
    onSignedIn(); // where somebody signed out before, the emptied cache tells nobody what is written into it
  };

  return (
    <div className={styles.page}>
      {logins.length > 0 && <EnvironmentStripe environment="demo" />}
      <main className={styles.main}>
        <div className={styles.card}>
          <header className={styles.head}><Glyph /><h1>Control Tower</h1></header>
          <p className={styles.promise}>What is stuck, who must move, by when, and what was already said.</p>
          <form onSubmit={(event) => { event.preventDefault(); void enter({ email, password }); }}>
            <Stack gap="sm">
              <TextInput label="E-mail" type="email" name="email" autoComplete="username" required autoFocus value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
              <PasswordInput label="Password" name="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
              {refused && <Alert color="breach" role="alert">{refused}</Alert>}
              <Button type="submit" loading={busy} fullWidth>Sign in</Button>
            </Stack>
          </form>
        </div>
        {logins.length > 0 && (
          <section className={styles.demo} aria-label="Demo logins">
            <h2>Demo: look at it as</h2>
            <Logins logins={logins.slice(0, ROLES)} busy={busy} onEnter={(login) => void enter(login)} />
            {logins.length > ROLES && <details className={styles.more}><summary>More colleagues</summary><Logins logins={logins.slice(ROLES)} busy={busy} onEnter={(login) => void enter(login)} /></details>}
          </section>
        )}
      </main>
    </div>
  );
}

const Logins = ({ logins, busy, onEnter }: { logins: DemoLogin[]; busy: boolean; onEnter: (login: DemoLogin) => void }) => (
  <ul>
    {logins.map((login) => (
      <li key={login.email}>
        <button type="button" className={styles.login} disabled={busy} onClick={() => onEnter(login)}><strong>{words(login.role)}</strong><span>{login.email}</span></button>
      </li>
    ))}
  </ul>
);

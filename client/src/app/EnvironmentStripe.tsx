import styles from "./Shell.module.css";

const SAID: Record<string, string> = {
  demo: "DEMO · nothing leaves this machine; posts go to the built-in outbox",
  staging: "STAGING · nothing leaves for the outside world",
};

/** Loud wherever a click is not the real thing; silent in production. */
export const EnvironmentStripe = ({ environment }: { environment: string }) =>
  SAID[environment] ? <div className={styles.stripe} role="note" aria-label="Environment"><span>{SAID[environment]}</span></div> : null;

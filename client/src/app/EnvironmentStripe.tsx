import styles from "./Shell.module.css";

const SAID: Record<string, string> = {
  demo: "DEMO · posts go to the built-in outbox",
  staging: "STAGING · posts go to the built-in outbox",
};

interface EnvironmentStripeProps {
  environment: string;
  /** Whether drafts are written by a model; nobody knows before the sign-in. */
  callsModel?: boolean;
  drafter?: string;
}

/** Loud wherever a click is not the real thing; silent in production. */
export function EnvironmentStripe({ environment, callsModel, drafter }: EnvironmentStripeProps) {
  const said = SAID[environment];
  if (!said) return null;
  return <div className={styles.stripe} role="note" aria-label="Environment"><span>{said}{callsModel === false && "; nothing leaves this machine"}{callsModel && `; drafts are written by ${drafter}, which is sent the facts of each case`}</span></div>;
}

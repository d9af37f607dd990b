import { Button } from "@mantine/core";
import { Link } from "react-router";
import { Empty } from "../../components/States";

export const NotFound = () => (
  <Empty title="There is no page here" action={<Button component={Link} to="/">Back to the cockpit</Button>}>The address may be from an older version, or have a letter too many.</Empty>
);

/** A record that is not there, or not for this person: the two must look the same. */
export const NoSuchRecord = ({ what, number }: { what: string; number: string }) => (
  <Empty title={`${what} ${number} does not exist, or is not yours to see`} action={<Button component={Link} to="/" variant="default">Back to the cockpit</Button>}>
    Check the number, or ask the team that owns it.
  </Empty>
);

import { ActorKind, ChannelAudience, ChannelKind, Role, TeamCode } from "../../../entities/enums.js";
import { openDetectionDesk, type DetectionDesk } from "../../testing/detectionDesk.js";
import { addChannel } from "./addChannel.js";
import { channelsFor } from "./channelsFor.js";

let desk: DetectionDesk;
beforeAll(async () => void (desk = await openDetectionDesk()));
afterAll(() => desk.close());

const LOGISTICS = { code: "slack:#logistics", kind: ChannelKind.SLACK, name: "#logistics", address: "#logistics", team: TeamCode.LOGISTICS, routes: [{ position: 10, team: TeamCode.LOGISTICS, minSeverity: 2 }] };

test("a channel gets its team's messages, once it is there", async () => {
  await addChannel(desk.ctx, LOGISTICS);
  const routed = (severity: number) => desk.ctx.transaction((tx) => channelsFor(tx, { type: "ETA_DRIFT", severity, ownerTeam: TeamCode.LOGISTICS, distributorId: "019ab000-0000-7000-8000-000000000002" }));
  expect((await routed(2)).map(({ code }) => code)).toEqual(["slack:#logistics"]);
  await expect(routed(1)).rejects.toMatchObject({ field: "communicationChannels" });
  await expect(addChannel(desk.ctx, LOGISTICS)).rejects.toMatchObject({ field: "code" });
  expect(await desk.rows("SELECT type FROM audit_logs WHERE type IN ('channel.created', 'route.created') ORDER BY 1")).toEqual([{ type: "channel.created" }, { type: "route.created" }]);
});

test("a channel is for whom its kind is, unless somebody says otherwise", async () => {
  const mailbox = { code: "email:receivables", kind: ChannelKind.EMAIL, name: "Receivables", address: "receivables@meridian.example" };
  expect(await addChannel(desk.ctx, mailbox)).toMatchObject({ audience: ChannelAudience.PARTNER, recipients: [] });
  expect(await addChannel(desk.ctx, { ...mailbox, code: "email:team", audience: ChannelAudience.TEAM })).toMatchObject({ audience: ChannelAudience.TEAM, recipients: [mailbox.address] });
  await expect(addChannel(desk.ctx, { ...mailbox, code: "email:both", recipients: [mailbox.address] })).rejects.toMatchObject({ field: "recipients" });
  await expect(addChannel(desk.ctx, { ...LOGISTICS, code: "slack:#partners", audience: ChannelAudience.PARTNER })).rejects.toMatchObject({ field: "audience" });
});

test("only an administrator adds one", async () => {
  const seller = desk.ctx.as({ kind: ActorKind.USER, userId: "019ab000-0000-7000-8000-000000000001", name: "Sven", roles: [Role.SALES], teams: [TeamCode.SALES_OPS], regions: [] });
  await expect(addChannel(seller, { ...LOGISTICS, code: "slack:#other" })).rejects.toMatchObject({ code: "FORBIDDEN" });
});

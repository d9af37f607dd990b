import { expect, jest, test } from "@jest/globals";
import { GraphQLError } from "graphql";
import type { Logger } from "pino";
import { formatError, maskedError } from "./errors.js";

const logger = () => ({ info: jest.fn(), error: jest.fn() });
const left = Object.assign(new Error("Premature close"), { code: "ERR_STREAM_PREMATURE_CLOSE" });

test("a client that leaves before its answer is no error of ours; a stream of our own that ends too early is one", () => {
  const log = logger();
  maskedError(log as unknown as Logger, left, { url: "/graphql" });
  expect(log.error).not.toHaveBeenCalled();
  expect(log.info).toHaveBeenCalledTimes(1);
  maskedError(log as unknown as Logger, left, { path: ["importRun"] });
  expect(log.error).toHaveBeenCalledTimes(1);
});

test("one failure that many hear of is logged once and has one id, another has another", () => {
  const log = logger();
  const format = formatError(log as unknown as Logger);
  const tell = (cause: Error) => {
    const error = new GraphQLError(cause.message, { originalError: cause });
    return format(error.toJSON(), error);
  };
  const one = new Error("secret");
  expect(tell(one)).toEqual(tell(one));
  expect(tell(one)).not.toEqual(tell(new Error("secret")));
  expect(log.error).toHaveBeenCalledTimes(2);
});

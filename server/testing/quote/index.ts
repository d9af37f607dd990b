// A noun that the product has never seen, brought in the way a new one would be: by its own files, each let in by one line.
import { admitImport } from "../../domain/imports/kinds/index.js";
import { POLICIES } from "../../policies/index.js";
import { admit } from "../../records/index.js";
import { quote } from "./quote.record.js";
import { quotes } from "./quote.import.js";
import { quotePolicy } from "./quote.policy.js";

admit(quote);
admitImport(quotes);
POLICIES.push(quotePolicy);

"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.fill = exports.release = exports.mark = exports.alloc = void 0;
// What the host may call. Addresses are bytes from the start of memory; every buffer comes from `alloc`.
var arena_1 = require("./arena");
Object.defineProperty(exports, "alloc", { enumerable: true, get: function () { return arena_1.alloc; } });
Object.defineProperty(exports, "mark", { enumerable: true, get: function () { return arena_1.mark; } });
Object.defineProperty(exports, "release", { enumerable: true, get: function () { return arena_1.release; } });
var fill_1 = require("./fill");
Object.defineProperty(exports, "fill", { enumerable: true, get: function () { return fill_1.fill; } });

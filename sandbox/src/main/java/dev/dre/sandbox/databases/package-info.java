/** The sandbox's databases: real PostgreSQL servers with data and an application's role. */
@NullMarked
package dev.dre.sandbox.databases;

import org.jspecify.annotations.NullMarked;

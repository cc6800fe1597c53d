/** The story of the sandbox in two real clusters that a test run was given. */
@org.jspecify.annotations.NullMarked
package dev.dre.sandbox.realclusters;
